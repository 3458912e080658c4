import { describe, expect, jest, test } from '@jest/globals';
import { DomainError } from '../errors/index.js';
import { checkVersion, noneMatch, parseIfMatch } from './etag.js';

describe('If-Match', () => {
  test.each([
    ['"7"', 7],
    ['W/"7"', 7],
    [' "12" ', 12],
    ['3', 3],
    ['*', null],
    [undefined, null],
  ])('%p names %p', (header, version) => {
    expect(parseIfMatch(header)).toBe(version);
  });

  test.each(['', '"7', 'seven', '"-1"', '"7", "8"', 'w/"7"', '"99999999999"'])('%p is refused', (header) => {
    expect(() => parseIfMatch(header)).toThrow(DomainError);
  });
});

describe('checkVersion', () => {
  test('lets a change on the current version, or on any, pass without looking at the view', async () => {
    const view = jest.fn();
    await checkVersion(null, 3, view);
    await checkVersion(3, 3, view);
    expect(view).not.toHaveBeenCalled();
  });

  test('refuses an outdated version and shows the current state', async () => {
    await expect(checkVersion(2, 3, async () => ({ version: 3 }))).rejects.toMatchObject({
      code: 'precondition.failed',
      details: { current: { version: 3 } },
    });
  });
});

test('If-None-Match compares weakly and knows lists', () => {
  expect(noneMatch(undefined, '"7"')).toBe(false);
  expect(noneMatch('"6", W/"7"', '"7"')).toBe(true);
  expect(noneMatch('*', '"7"')).toBe(true);
  expect(noneMatch('"77"', '"7"')).toBe(false);
});
