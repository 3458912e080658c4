export { FakeMeta, metaError } from './fake-meta.js';
export { FakeOk, okError } from './fake-ok.js';
export { FakeTwitter, xProblem } from './fake-twitter.js';
export { FakeVk, vkError } from '../../../src/demo/vk/fake-vk.js';
