/** The only door to security documents and methodical materials. */
export { AcknowledgeEdition } from './acknowledge-edition.js';
export { CreateDocument } from './create-document.js';
export { type DocumentFigure, DocumentFigures } from './document-figures.js';
export { DocumentReader } from './document-reader.js';
export { EditionStanding } from './edition-standing.js';
export { DocumentsModule } from './documents.module.js';
export { editionWorkflow } from './edition.transitions.js';
export { IssueEdition } from './issue-edition.js';
