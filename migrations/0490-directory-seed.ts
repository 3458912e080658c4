import type { MigrationInterface, QueryRunner } from 'typeorm';
import { authorities } from '../src/executors/data/authorities.js';
import { locations } from '../src/executors/data/locations.js';
import { municipalities } from '../src/executors/data/municipalities.js';
import { topicsEdition } from '../src/executors/data/topics.js';
import { searchText } from '../src/executors/search-text.js';
import { authorityId, locationId, topicEditionId, topicGroupId, topicId } from '../src/executors/seed-ids.js';

type Row = Record<string, unknown>;

/** The day of the decree: when the bodies were last seen under these names before the product knew them. */
const DECREE = '2020-03-17T00:00:00+10:00';

const bodies: Row[] = [
  ...authorities.map(({ code, name, shortName, kind, role, evidence, note }) => ({
    // D-3.1 names the ministry of information technologies itself; the list marks only the other two parts.
    code, name, kind, short_name: shortName, role: code === 'min-it-svyaz' ? 'it-ministry' : role, oktmo: null,
    evidence: [...evidence], note,
  })),
  ...municipalities.map(({ code, name, shortName, kind, oktmo, note }) => ({
    code, name, kind, short_name: shortName, role: null, oktmo, evidence: ['OKTMO'], note,
  })),
].map((body) => ({ ...body, id: authorityId(body.code), valid_from: DECREE }));

const names: Row[] = bodies.map(({ id, name, short_name, valid_from }) => ({
  id, authority_id: id, name, short_name, valid_from,
}));

const groups: Row[] = topicsEdition.groups.map(({ code, name }) => ({
  id: topicGroupId(topicsEdition.id, code), edition_id: topicEditionId(topicsEdition.id), code, name,
  likely_authority_ids: authorities.filter((body) => body.topicGroups.includes(code)).map((body) => authorityId(body.code)),
}));

const topics: Row[] = topicsEdition.groups.flatMap((group) =>
  group.topics.map(({ code, name, starred }) => ({
    id: topicId(topicsEdition.id, code), group_id: topicGroupId(topicsEdition.id, group.code), code, name, starred,
  })),
);

const places: Row[] = locations.map((place) => ({
  id: locationId(place.oktmo), oktmo: place.oktmo, city_oktmo: place.cityOktmo, name: place.name, level: place.level,
  parent_id: place.parentOktmo && locationId(place.parentOktmo), fias_id: place.fiasId, lat: place.lat, lon: place.lon,
  population: place.population, search_text: searchText(place.name),
}));

/** Inserts rows through one JSON parameter; what a row leaves out is null. */
async function insert(runner: QueryRunner, table: string, columns: string, rows: Row[]): Promise<void> {
  await runner.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** The reference data every installation starts with: 29 bodies and 19 municipalities, topics, locations. */
export class DirectorySeed1700000000490 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await insert(runner, 'authority', 'id, code, name, short_name, kind, role, oktmo, evidence, note, valid_from', bodies);
    await insert(runner, 'authority_name', 'id, authority_id, name, short_name, valid_from', names);
    await insert(runner, 'topic_edition', 'id, code, description, valid_from', [
      { id: topicEditionId(topicsEdition.id), code: topicsEdition.id, description: topicsEdition.description, valid_from: DECREE },
    ]);
    await insert(runner, 'topic_group', 'id, edition_id, code, name, likely_authority_ids', groups);
    await insert(runner, 'topic', 'id, group_id, code, name, starred', topics);
    const columns = 'id, oktmo, city_oktmo, name, level, parent_id, fias_id, lat, lon, population, search_text';
    await insert(runner, 'location', columns, places);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
