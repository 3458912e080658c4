export { Publication, type PublicationKind } from './publication.entity.js';
export { Publications } from './publications.js';
export { PublishingModule } from './publishing.module.js';
