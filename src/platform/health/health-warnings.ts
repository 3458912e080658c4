import { Injectable } from '@nestjs/common';

/** Something the administrator must see to soon; it does not keep the process from serving. */
export interface HealthWarning {
  /** Stable English code, e.g. `calendar.missing`. */
  code: string;
  /** What is wrong and what to do, in English, without anybody's data. */
  detail: string;
}

type Source = () => HealthWarning[] | Promise<HealthWarning[]>;

/** Where modules tell of what will become a fault: a calendar that is missing, a disk that fills. */
@Injectable()
export class HealthWarnings {
  private readonly sources: Source[] = [];

  /** Adds a source that is asked at every readiness check; it must be quick. */
  add(source: Source): void {
    this.sources.push(source);
  }

  /** What all sources warn of now; a source that fails is itself a warning. */
  async list(): Promise<HealthWarning[]> {
    const found = await Promise.all(
      this.sources.map(async (source) => {
        try {
          return await source();
        } catch {
          return [{ code: 'health.source-failed', detail: 'A health check could not be carried out; see the log of the process.' }];
        }
      }),
    );
    return found.flat();
  }
}
