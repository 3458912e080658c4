import { describe, expect, test } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { createLogger, NestLogger } from './logger.js';
import { maskError, maskFields, maskText } from './mask.js';
import { requestId } from './request-id.js';

describe('maskText', () => {
  test.each([
    ['Позвоните +7 914 123-45-67 завтра', 'Позвоните [phone] завтра'],
    ['89141234567', '[phone]'],
    ['8(4212)30-20-10,', '[phone],'],
    ['тел. (4212) 30-20-10', 'тел. [phone]'],
    ['+7(914)1234567', '[phone]'],
    ['+86 10 1234 5678', '[phone]'],
    ['пишите на ivanov.i@mail.khv.ru!', 'пишите на [e-mail]!'],
    ['почта@пример.рф', '[e-mail]'],
    ['postgres://otklik:s3cret@db:5432/otklik', 'postgres://[masked]@db:5432/otklik'],
    ['Bearer abc.def-123', 'Bearer [masked]'],
  ])('%p', (text, shown) => {
    expect(maskText(text)).toBe(shown);
  });

  test.each([
    '01997f3e-8914-7123-8567-891412345678',
    '2020-06-17T10:00:00+10:00',
    'took 81234 ms of 1592352000000',
    'GET /api/v1/incidents/:id 200',
    'Worker deadlines: no answer within 5000 ms',
    'port 127.0.0.1:54321',
  ])('leaves %p alone', (text) => {
    expect(maskText(text)).toBe(text);
  });
});

describe('maskFields', () => {
  test('masks known members at any depth and under any spelling', () => {
    const shown = maskFields({
      status: 200,
      route: '/api/v1/incidents',
      incident: { id: 'x', text: 'Яма на дороге', author: { name: 'Иван' }, posts: [{ author_name: 'Пётр', profileUrl: 'https://vk.com/id1' }] },
      headers: { cookie: 'a=b' },
      'set-cookie': ['s=1'],
      PASSWORD: 'hunter2',
      q: 'Иванов',
      token: null,
      tell: 'на 89141234567',
    });
    expect(JSON.stringify(shown)).not.toMatch(/Яма|Иван|Пётр|vk\.com|a=b|s=1|hunter2|8914/);
    expect(shown).toMatchObject({ status: 200, route: '/api/v1/incidents', token: null, incident: { id: 'x', text: '[masked]' } });
  });

  test('does not walk into requests and circles', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(JSON.stringify(maskFields({ circle, request: new URL('http://a/?q=Иванов') }))).toContain('"request":"[URL]"');
  });
});

describe('maskError', () => {
  const fault = (message: string, more: object = {}) =>
    new QueryFailedError('INSERT INTO incident (text) VALUES ($1)', ['Яма у дома Иванова'], Object.assign(new Error(message), { code: '22P02', ...more }));

  test('shows the statement of a database error, never its parameters or the row', () => {
    const shown = maskError(fault('duplicate key', { code: '23505', detail: 'Key (email)=(ivan@mail.ru) already exists.', constraint: 'user_email' }));
    expect(shown).toMatchObject({ type: 'QueryFailedError', code: '23505', constraint: 'user_email', sql: 'INSERT INTO incident (text) VALUES ($1)' });
    expect(JSON.stringify(shown)).not.toMatch(/Яма|ivan/);
    expect(shown.stack).toContain('logging.spec');
  });

  test('does not repeat the input that databases and parsers quote', () => {
    expect(maskError(fault('invalid input syntax for type uuid: "secret value "quoted""')).message).toBe('invalid input syntax for type uuid: "[masked]"');
    expect(maskError(fault('relation "incident" does not exist')).message).toBe('relation "incident" does not exist');
    for (const text of ['Привет, Иван', 'my password is hunter2', '{"a": hunter2}']) {
      const error = parseFault(text);
      expect(JSON.stringify(maskError(error))).not.toMatch(/Привет|Иван|hunter2/);
    }
  });

  test('masks the cause too', () => {
    const shown = maskError(new Error('outer', { cause: fault('invalid input: "Иванов"') }));
    expect(shown.cause).toMatchObject({ type: 'QueryFailedError' });
    expect(JSON.stringify(shown)).not.toMatch(/Иванов|Яма/);
  });
});

function parseFault(text: string): Error {
  try {
    JSON.parse(text);
  } catch (error) {
    return error as Error;
  }
  throw new Error('parsed');
}

describe('the log', () => {
  const written = (write: (logger: NestLogger) => void): Record<string, unknown>[] => {
    const lines: string[] = [];
    write(new NestLogger(createLogger('info', { write: (line) => void lines.push(line) })));
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  test('is one JSON line per event with level, time and context', () => {
    const [line] = written((logger) => logger.log('Started for ivan@mail.ru', 'Start'));
    expect(line).toMatchObject({ level: 'info', context: 'Start', msg: 'Started for [e-mail]', time: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  test('keeps errors, their fields and their stack', () => {
    const [one, two, three] = written((logger) => {
      logger.error({ err: new Error('broken +79141234567'), text: 'Яма' }, 'Unforeseen failure', 'Http');
      logger.error('Job failed', 'Error: x\n  at y', 'Jobs');
      logger.warn(new Error('odd'));
      logger.debug('not at this level');
    });
    expect(one).toMatchObject({ level: 'error', context: 'Http', msg: 'Unforeseen failure', text: '[masked]', err: { type: 'Error', message: 'broken [phone]' } });
    expect(two).toMatchObject({ msg: 'Job failed', stack: 'Error: x\n  at y', context: 'Jobs' });
    expect(three).toMatchObject({ level: 'warn', err: { message: 'odd' } });
  });
});

test('an error logged without words is masked in the message too', () => {
  const lines: string[] = [];
  createLogger('info', { write: (line) => void lines.push(line) }).error(new Error('no answer from ivan@mail.ru'));
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'no answer from [e-mail]', err: { type: 'Error', message: 'no answer from [e-mail]' } });
});

test('a request id of the caller is taken only if it is a plain token', () => {
  expect(requestId('abc-1.2_3')).toBe('abc-1.2_3');
  for (const odd of ['', 'a b', 'a\nb', 'х', 'x'.repeat(101), undefined, ['a', 'b']]) expect(requestId(odd)).toMatch(/^[0-9a-f-]{36}$/);
});
