import { describe, expect, it } from '@jest/globals';
import { mayBeOnPageOf, placeOf } from './place.js';

describe('the place of a link', () => {
  it.each([
    ['vk', 'https://vk.com/wall-1_2', { post: '-1_2', comment: null }],
    ['vk', 'https://vk.com/wall-1_2?reply=3', { post: '-1_2', comment: '3' }],
    ['vk', 'https://vk.com/club1?w=wall-1_2_r3', { post: '-1_2', comment: '3' }],
    ['vk', 'https://vk.com/photo-1_2', null],
    ['ok', 'https://ok.ru/group/5/topic/6', { post: '6', comment: null }],
    ['facebook', 'https://www.facebook.com/permalink.php?story_fbid=2&id=1&comment_id=3', { post: '1_2', comment: '2_3' }],
    ['facebook', 'https://www.facebook.com/1_2?comment_id=3', { post: '1_2', comment: '2_3' }],
    ['facebook', 'https://www.facebook.com/khv27/posts/2', null],
    ['instagram', 'https://www.instagram.com/p/AbC/', null],
    ['twitter', 'https://x.com/a/status/9', { post: '9', comment: null }],
    ['twitter', 'not a link', null],
  ] as const)('%s %s', (network, url, place) => expect(placeOf(network, url)).toEqual(place));
});

describe('on whose page a place may be', () => {
  it.each([
    ['vk', '-1_2', true],
    ['vk', '-11_2', false],
    ['vk', '1_2', false],
    ['facebook', '1_2', true],
    ['facebook', '2_1', false],
    ['ok', '6', true],
    ['instagram', '7', true],
    ['twitter', '9', true],
  ] as const)('%s %s', (network, post, may) => expect(mayBeOnPageOf(network, '1', { post, comment: '3' })).toBe(may));
});
