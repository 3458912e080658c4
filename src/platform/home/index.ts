export { HomeLinks } from './home-links.js';
export { HomeModule } from './home.module.js';
