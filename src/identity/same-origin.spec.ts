import { expect, test } from '@jest/globals';
import { isCrossSite } from './same-origin.js';

const HOST = 'otklik.krai.example';
const PUBLIC = 'https://otklik.krai.example';
const post = (headers: { fetchSite?: string; origin?: string }, host = HOST) =>
  isCrossSite({ method: 'POST', host, ...headers }, PUBLIC);

test.each([
  ['a page of our own', { fetchSite: 'same-origin' }],
  ['typed by the person', { fetchSite: 'none' }],
  ['an older browser on our page', { origin: PUBLIC }],
  ['no browser at all', {}],
])('lets through: %s', (_, headers) => {
  expect(post(headers)).toBe(false);
});

test.each([
  ['another site', { fetchSite: 'cross-site' }],
  ['a neighbour under one domain', { fetchSite: 'same-site' }],
  ['another site that sends our origin too', { fetchSite: 'cross-site', origin: PUBLIC }],
  ['an older browser on another site', { origin: 'https://evil.example' }],
  ['a name that begins like ours', { origin: 'https://otklik.krai.example.evil.example' }],
  ['another port', { origin: 'https://otklik.krai.example:8443' }],
  ['a sandboxed page', { origin: 'null' }],
  ['rubbish', { origin: '::' }],
])('refuses: %s', (_, headers) => {
  expect(post(headers)).toBe(true);
});

test('behind a proxy that changes Host the public address counts', () => {
  expect(post({ origin: PUBLIC }, '127.0.0.1:3000')).toBe(false);
  expect(post({ origin: 'http://127.0.0.1:3000' }, '127.0.0.1:3000')).toBe(false);
});

test.each(['GET', 'HEAD', 'OPTIONS', 'get'])('%s changes nothing and is free', (method) => {
  expect(isCrossSite({ method, host: HOST, fetchSite: 'cross-site' }, PUBLIC)).toBe(false);
});
