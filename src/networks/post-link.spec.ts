import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { belongsTo, namesPost, networks, postKey } from './index.js';

describe('one post has one key', () => {
  test.each([
    ['vk', ['https://vk.com/wall-12_34', 'http://m.vk.com/wall-12_34?from=feed', 'https://vk.ru/club12?w=wall-12_34', 'https://vk.com/feed?w=wall-12_34%2Fall']],
    ['vk', ['https://vk.com/wall-12_34?reply=56', 'https://vk.com/wall-12_34_r56', 'https://vk.com/wall-12_34?reply=56&thread=1']],
    ['ok', ['https://ok.ru/group/5/topic/6', 'https://m.ok.ru/group/5/topic/6?st.cmd=altGroup']],
    ['facebook', ['https://www.facebook.com/page/posts/77', 'https://m.facebook.com/page/posts/77?mibextid=x']],
    ['facebook', ['https://www.facebook.com/1_77', 'https://www.facebook.com/permalink.php?story_fbid=77&id=1', 'https://facebook.com/story.php?id=1&story_fbid=77']],
    ['instagram', ['https://www.instagram.com/p/AbC_1/', 'https://instagram.com/user/p/AbC_1?igshid=z']],
    ['twitter', ['https://twitter.com/a/status/9', 'https://x.com/b/status/9?s=20', 'https://mobile.twitter.com/i/web/status/9']],
  ] as const)('%s %#', (network, links) => {
    expect(new Set(links.map((link) => postKey(network, link))).size).toBe(1);
  });

  test('photos of one album are different posts', () => {
    const photos = [101, 102].map((photo) => postKey('ok', `https://ok.ru/group/53/album/90/${photo}`));
    expect(new Set(photos).size).toBe(2);
  });

  test('different posts and comments have different keys', () => {
    const links = ['wall-1_2', 'wall-1_3', 'wall-2_2', 'wall1_2', 'wall-1_2?reply=3', 'wall-1_2?reply=4', 'photo-1_2', 'durov'];
    expect(new Set(links.map((path) => postKey('vk', `https://vk.com/${path}`))).size).toBe(links.length);
  });
});

test.each([
  ['vk', 'https://vk.com.example.org/wall-1_2'],
  ['vk', 'https://notvk.com/wall-1_2'],
  ['vk', 'https://vk.com@example.org/wall-1_2'],
  ['vk', 'https://ok.ru/group/1/topic/2'],
  ['vk', 'javascript:alert(1)//vk.com'],
  ['twitter', 'not a link'],
] as const)('%s is not the network of %s', (network, url) => {
  expect(belongsTo(network, url)).toBe(false);
  expect(() => postKey(network, url)).toThrow('incident.url-network');
});

describe('a link to an answer names a post or a comment', () => {
  test.each([
    ['vk', 'https://vk.com/wall-12_34?reply=56'],
    ['vk', 'https://vk.com/topic-1_2?post=3'],
    ['ok', 'https://m.ok.ru/group/5/topic/6'],
    ['ok', 'https://ok.ru/video/812'],
    ['facebook', 'https://www.facebook.com/page/posts/pfbid02abc?comment_id=3'],
    ['facebook', 'https://www.facebook.com/share/p/1AbCdEf/'],
    ['facebook', 'https://fb.watch/xYz-1/'],
    ['instagram', 'https://www.instagram.com/reel/AbC_1/'],
    ['twitter', 'https://x.com/someone/status/9'],
  ] as const)('%s: %s does', (network, url) => expect(namesPost(network, url)).toBe(true));

  test.each([
    ['vk', 'https://vk.com/id1'],
    ['vk', 'https://vk.com/minzdrav27'],
    ['vk', 'https://vk.com/feed'],
    ['vk', 'https://ok.ru/group/5/topic/6'],
    ['ok', 'https://ok.ru/profile/55'],
    ['ok', 'https://ok.ru/group/5'],
    ['facebook', 'https://www.facebook.com/minzdrav'],
    ['facebook', 'https://www.facebook.com/sharer/sharer.php?u=x'],
    ['instagram', 'https://www.instagram.com/minzdrav/'],
    ['twitter', 'https://twitter.com/minzdrav'],
    ['twitter', 'no link'],
  ] as const)('%s: %s does not', (network, url) => expect(namesPost(network, url)).toBe(false));
});

test('no text makes the parser fail otherwise than by its own refusal', () => {
  fc.assert(
    fc.property(fc.constantFrom(...networks), fc.oneof(fc.webUrl(), fc.string(), fc.string().map((s) => `https://vk.com/${s}`)), (network, url) => {
      try {
        expect(postKey(network, url).length).toBeGreaterThan(0);
      } catch (error) {
        expect((error as Error).message).toBe('incident.url-network');
      }
    }),
  );
});

test('a key stays short however long the link is, and still tells posts apart', () => {
  const link = (end: string) => `https://www.facebook.com/page/posts/1?comment_id=${'x'.repeat(1800)}${end}`;
  const keys = [postKey('facebook', link('a')), postKey('facebook', link('b')), postKey('vk', `https://vk.com/${'я'.repeat(600)}`)];
  expect(keys.every((key) => key.length <= 300)).toBe(true);
  expect(new Set(keys).size).toBe(3);
});
