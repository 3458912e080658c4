/** Gathers conditions of a list with their parameters, so that every value goes to the database as a parameter. */
export class SqlFilter {
  readonly parameters: unknown[] = [];
  private readonly conditions: string[] = [];

  /** Adds a condition in which each `?` stands for the next of `values`. */
  and(condition: string, ...values: unknown[]): this {
    let next = 0;
    this.conditions.push(condition.replaceAll('?', () => this.parameter(values[next++])));
    return this;
  }

  /** Adds the condition only when the value is given. */
  when<T>(value: T | undefined | null, condition: string, ...values: unknown[]): this {
    return value === undefined || value === null ? this : this.and(condition, ...(values.length > 0 ? values : [value]));
  }

  /** The place of one more parameter, `$n`. */
  parameter(value: unknown): string {
    this.parameters.push(value);
    return `$${this.parameters.length}`;
  }

  /** `WHERE …`, or nothing. */
  get where(): string {
    return this.conditions.length > 0 ? `WHERE ${this.conditions.join(' AND ')}` : '';
  }
}
