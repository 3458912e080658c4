/** The only door to the demo. */
export { DemoModule } from './demo.module.js';
export { DemoState } from './demo-state.js';
export { playDemo, prepareTown } from './play-demo.js';
export { DemoVk } from './vk/demo-vk.js';
export { Page } from './story/page.js';
