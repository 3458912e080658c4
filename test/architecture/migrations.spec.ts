import { expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/index.js';
import { createTestDatabase } from '../support/database.js';
import { startTestApp } from '../support/app.js';

test('what the migrations make is what the entities say', async () => {
  const t = await startTestApp();
  try {
    const schema = await t.get(DataSource).driver.createSchemaBuilder().log();
    expect(schema.upQueries.map(({ query }) => query)).toEqual([]);
  } finally {
    await t.close();
  }
});

test('an entity that no migration knows is noticed', async () => {
  const database = await createTestDatabase();
  const { EntitySchema } = await import('typeorm');
  const planted = new EntitySchema({ name: 'planted', columns: { id: { type: 'uuid', primary: true } } });
  const dataSource = await new DataSource(dataSourceOptions(database.url, { entities: [planted as never] })).initialize();
  try {
    const schema = await dataSource.driver.createSchemaBuilder().log();
    expect(schema.upQueries.map(({ query }) => query).join('\n')).toContain('CREATE TABLE "planted"');
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
});
