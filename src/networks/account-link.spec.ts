import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountKey, networks } from './index.js';

describe('one account has one key', () => {
  test.each([
    ['vk', ['https://vk.com/khv27', 'http://www.vk.com/khv27/', 'https://m.vk.com/KHV27?from=post', 'https://vk.ru/khv27#a', 'https://vk.com/@khv27']],
    ['vk', ['https://vk.com/club123', 'https://vk.com/public123', 'https://vk.ru/event123']],
    ['ok', ['https://ok.ru/group/53', 'https://m.ok.ru/group/53/', 'https://odnoklassniki.ru/group53']],
    ['ok', ['https://ok.ru/khv27', 'https://www.ok.ru/KHV27']],
    ['facebook', ['https://www.facebook.com/khv.27', 'https://m.facebook.com/khv27/?ref=page', 'https://fb.com/pg/KHV27/about']],
    ['facebook', ['https://facebook.com/profile.php?id=5', 'https://www.facebook.com/pages/Name/5', 'https://www.facebook.com/people/Name/5/']],
    ['instagram', ['https://www.instagram.com/khv27/', 'https://instagram.com/KHV27?igsh=x', 'https://instagram.com/khv27']],
    ['twitter', ['https://twitter.com/khv27', 'https://x.com/KHV27', 'https://mobile.twitter.com/@khv27']],
  ] as const)('%s %#', (network, links) => {
    const keys = new Set(links.map((link) => accountKey(network, link)));
    expect([...keys]).toEqual([expect.any(String)]);
  });
});

test('different accounts have different keys', () => {
  const links = ['club1', 'club2', 'id1', 'khv_27', 'khv27', 'khv.27'];
  expect(new Set(links.map((path) => accountKey('vk', `https://vk.com/${path}`))).size).toBe(links.length);
});

test.each([
  ['vk', 'https://vk.com/share.php?url=https://vk.com/khv27'],
  ['vk', 'https://vk.com/wall-1_2'],
  ['vk', 'https://vk.com/'],
  ['vk', 'https://vk.com/khv27/photos'],
  ['vk', 'https://vk.com.example.org/khv27'],
  ['vk', 'https://user:word@vk.com/khv27'],
  ['ok', 'https://ok.ru/group/53/topic/6'],
  ['ok', 'https://connect.ok.ru/offer?url=x'],
  ['facebook', 'https://www.facebook.com/sharer/sharer.php?u=x'],
  ['facebook', 'https://www.facebook.com/khv27/posts/77'],
  ['instagram', 'https://www.instagram.com/p/AbC_1/'],
  ['twitter', 'https://twitter.com/intent/tweet?text=x'],
  ['twitter', 'https://twitter.com/khv27/status/9'],
  ['ok', 'ok.ru/khv27'],
] as const)('%s: %s is no account', (network, url) => {
  expect(accountKey(network, url)).toBeNull();
});

test('no text makes it fail', () => {
  fc.assert(
    fc.property(fc.constantFrom(...networks), fc.oneof(fc.webUrl(), fc.string(), fc.string().map((s) => `https://vk.com/${s}`)), (network, url) => {
      expect(accountKey(network, url)?.length ?? 1).toBeGreaterThan(0);
    }),
  );
});
