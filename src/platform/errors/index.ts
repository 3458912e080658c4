export { DomainError, notFound } from './domain-error.js';
export { explain, messages, type MessageCode, stateWord } from './messages.js';
export { passwordFaultMessages } from './catalogue/identity.js';
export { StartError } from './start-error.js';
