import type { DayOverride } from '../calendar.types.js';

/** A single day a region set differently from the federal calendar, with what it rests on. */
export interface RegionalOverride {
  /** Region code of the vehicle register: 27 is Khabarovsk Krai. */
  readonly region: string;
  readonly override: DayOverride;
  readonly note: string;
}

/** Not applied by themselves: whoever compiles a schedule passes those that hold for it. */
export const regionalOverrides: readonly RegionalOverride[] = [
  {
    region: '27',
    override: { date: '2020-12-31', kind: 'non-working' },
    note:
      'Federally a working, shortened day; off in Khabarovsk Krai by decision of the acting governor, announced days ' +
      'before; Saturday 26 December stayed a day off. Rests on press reports (RIA Novosti, 28 December 2020; NSN and ' +
      'AiF on Khabarovsk Krai); the regional act itself was not found.',
  },
];
