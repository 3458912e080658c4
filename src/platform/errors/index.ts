export { DomainError, notFound } from './domain-error.js';
export { explain, messages, type MessageCode } from './messages.js';
export { passwordFaultMessages } from './catalogue/identity.js';
export { StartError } from './start-error.js';
