import { DEMO_PASSWORD } from '../town/officials.js';

/** An answer that was not expected; the story ends here. */
export class UnexpectedAnswer extends Error {
  constructor(
    request: string,
    readonly status: number,
    text: string,
  ) {
    super(`${request}: ${status} ${text}`);
  }
}

/** The product's interface as anybody meets it: over HTTP, signed in with an e-mail and a password. */
export class Interface {
  private readonly tokens = new Map<string, string>();

  /** @param root address of the running product, e.g. `http://127.0.0.1:3000`. */
  constructor(readonly root: string) {}

  /** @throws UnexpectedAnswer for anything but success. */
  get<T>(email: string, path: string): Promise<T> {
    return this.send<T>(email, 'GET', path);
  }

  /** @throws UnexpectedAnswer for anything but success. */
  post<T>(email: string, path: string, body: object = {}): Promise<T> {
    return this.send<T>(email, 'POST', path, body);
  }

  /** A token of that person, signed in at the first need. */
  async token(email: string): Promise<string> {
    const known = this.tokens.get(email);
    if (known) return known;
    const { token } = await this.answer<{ token: string }>('POST', '/auth/login', { email, password: DEMO_PASSWORD });
    this.tokens.set(email, token);
    return token;
  }

  /** Whoever is not signed in any more signs in again, once. */
  private async send<T>(email: string, method: string, path: string, body?: object): Promise<T> {
    try {
      return await this.answer<T>(method, path, body, await this.token(email));
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer && error.status === 401)) throw error;
      this.tokens.delete(email);
      return this.answer<T>(method, path, body, await this.token(email));
    }
  }

  private async answer<T>(method: string, path: string, body?: object, token?: string): Promise<T> {
    const response = await fetch(`${this.root}/api/v1${path}`, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await response.text();
    if (!response.ok) throw new UnexpectedAnswer(`${method} ${path}`, response.status, text);
    return (text ? JSON.parse(text) : undefined) as T;
  }
}
