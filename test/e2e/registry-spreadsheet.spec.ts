import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { createAccounts } from '../support/factories.js';
import { inSpreadsheet, openedAsSpreadsheet } from '../support/office.js';
import { handle, type Registry, registry } from '../support/registry.js';

inSpreadsheet('the registry in a spreadsheet program (A-2.4)', () => {
  let t: TestApp;
  let r: Registry;
  beforeAll(async () => {
    t = await startTestApp();
    await createAccounts(t);
    r = await registry(t);
  });
  afterAll(() => t.close());

  test('a program that runs formulas runs them', async () => {
    expect(await openedAsSpreadsheet('Орган;Сумма\r\nМинфин;=1+1\r\n')).toEqual([['Орган', 'Сумма'], ['Минфин', '2']]);
  }, 300_000);

  test('opens the CSV with its Cyrillic, its rows are those of the JSON, and no formula runs', async () => {
    const nasty = ['=1+1', '+7 (4212) 40-20-00', '-1+1', '@SUM(1;1)', '=HYPERLINK("http://evil.example";"Нажмите")'];
    // Bodies without an account there.
    const codes = ['min-econ', 'min-stroy', 'min-fin', 'min-soc', 'min-trans'] as const;
    for (const [index, code] of codes.entries()) await r.kept(code, { network: 'facebook', url: handle('facebook'), name: nasty[index], externalId: `-${100 + index}` });
    const { accounts } = (await t.http.get('/registry.json').expect(200)).body as { accounts: { authority: { name: string }; networkName: string; name: string; url: string; externalId: string; id: string }[] };
    const [head, ...rows] = await openedAsSpreadsheet((await t.http.get('/registry.csv').buffer(true).expect(200)).text);
    expect(head?.slice(0, 4)).toEqual(['Орган', 'Социальная сеть', 'Название', 'Адрес']);
    expect(rows.map((row) => [...row.slice(0, 5), row.at(-1)])).toEqual(
      accounts.map(({ authority, networkName, name, url, externalId, id }) => [authority.name, networkName, name, url, externalId, id]),
    );
    for (const name of nasty) expect(rows.flat()).toContain(name);
  }, 300_000);
});
