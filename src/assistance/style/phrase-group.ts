/** A pattern and the plain wordings for it. */
type PhraseRow = readonly [pattern: string, ...plain: string[]];

export interface PhraseGroup {
  readonly rule: 'cliche' | 'officialese' | 'vague';
  /** Has honest uses: shown only where a text is thick with such words. */
  readonly mild: boolean;
  readonly rows: readonly PhraseRow[];
}
