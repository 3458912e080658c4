/** The storage does not work or does not answer; answered as 503, for the same request may succeed later. */
export class StorageError extends Error {
  readonly statusCode = 503;
}

/** There is no object of that name. */
export class ObjectMissing extends Error {
  constructor(readonly key: string) {
    super(`No object ${key}`);
  }
}
