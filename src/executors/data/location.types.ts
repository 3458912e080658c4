export type LocationLevel =
  | 'municipal-district'
  | 'urban-okrug'
  | 'urban-settlement'
  | 'rural-settlement'
  | 'inter-settlement-territory';

export interface LocationSeed {
  /** OKTMO code of the municipality or settlement, 8 digits. */
  readonly oktmo: string;
  readonly checkDigit: string;
  readonly name: string;
  readonly level: LocationLevel;
  /** OKTMO of the district; none for a district or an urban okrug. */
  readonly parentOktmo?: string;
  /** OKTMO of the city itself, 11 digits, where the municipality is one city. */
  readonly cityOktmo?: string;
  readonly fiasId?: string;
  /** Degrees, WGS 84, of the place or of the settlement's seat. */
  readonly lat?: number;
  readonly lon?: number;
  /** Inhabitants of the city. */
  readonly population?: number;
}

/** Compact form: OKTMO, check digit, level, name, latitude and longitude where known. */
export type SettlementRow = readonly [
  oktmo: string,
  checkDigit: string,
  level: 'urban' | 'rural' | 'inter',
  name: string,
  lat?: number,
  lon?: number,
];

export interface LocationBranch {
  readonly oktmo: string;
  readonly checkDigit: string;
  readonly level: 'municipal-district' | 'urban-okrug';
  readonly name: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly settlements: readonly SettlementRow[];
}
