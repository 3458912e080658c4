import type { LocationBranch, LocationLevel, LocationSeed, SettlementRow } from './location.types.js';
import { locationBranches1 } from './locations-1.js';
import { locationBranches2 } from './locations-2.js';

export type { LocationSeed } from './location.types.js';

/*
 * Locations of Khabarovsk Krai (M-6): 17 districts, 2 urban okrugs, 22 urban and 191 rural settlements,
 * 6 inter-settlement territories.
 * Sources: OKTMO classifier with verified check digits (koo2018/oktmoregions, 2019-04-16); the seven cities
 * (hflabs/city, 2021-10-11); coordinates of other places: GeoNames, CC BY 4.0.
 * Codes of single villages inside a settlement were not available.
 */

/**
 * The seven cities. Each is the only place of its urban okrug or urban settlement, so it is no location of its
 * own: the municipality carries its FIAS id, population and 11-digit code.
 */
const cities: readonly { cityOktmo: string; fiasId: string; population: number }[] = [
  { cityOktmo: '08603101001', fiasId: 'd3c4b43d-3e19-4454-939b-d92ef3d6c875', population: 42977 },
  { cityOktmo: '08609101001', fiasId: '70dc89f8-f067-482a-bd50-4fb2782463e7', population: 17156 },
  { cityOktmo: '08617101001', fiasId: '6dbd1c8b-7c73-4ff7-9cbd-7062ac0cc88d', population: 14556 },
  { cityOktmo: '08709000001', fiasId: 'a29c5b20-5056-412b-9af6-7b805aa3ea72', population: 263906 },
  { cityOktmo: '08631101001', fiasId: '7a58fb7c-6d03-46e4-b5fc-3f5b587c09be', population: 22773 },
  { cityOktmo: '08642101001', fiasId: '64f0ebe7-00e4-40a0-9dd9-15f9293632ae', population: 27712 },
  { cityOktmo: '08701000001', fiasId: 'a4859da8-9977-4b62-8436-4e1b98c5d13f', population: 577668 },
];

const levels: Record<SettlementRow[2], LocationLevel> = {
  urban: 'urban-settlement',
  rural: 'rural-settlement',
  inter: 'inter-settlement-territory',
};

const coordinates = (lat?: number, lon?: number): Pick<LocationSeed, 'lat' | 'lon'> =>
  lat === undefined || lon === undefined ? {} : { lat, lon };

const cityOf = (oktmo: string): Pick<LocationSeed, 'cityOktmo' | 'fiasId' | 'population'> =>
  cities.find((city) => city.cityOktmo.startsWith(oktmo)) ?? {};

const flatten = ({ settlements, lat, lon, ...municipality }: LocationBranch): LocationSeed[] => [
  { ...municipality, ...coordinates(lat, lon), ...cityOf(municipality.oktmo) },
  ...settlements.map(([oktmo, checkDigit, level, name, placeLat, placeLon]) => ({
    oktmo,
    checkDigit,
    name,
    level: levels[level],
    parentOktmo: municipality.oktmo,
    ...coordinates(placeLat, placeLon),
    ...cityOf(oktmo),
  })),
];

/** Every location, each municipality followed by its settlements. */
export const locations: readonly LocationSeed[] = [...locationBranches1, ...locationBranches2].flatMap(flatten);
