/** The only door to the accounts. */
export { AccountFigures, type AccountFigure } from './account-figures.js';
export { AccountRefs, type AccountRef } from './account-refs.js';
export { Accounts } from './accounts.js';
export { AccountReader } from './account-reader.js';
export type { AccountView } from './account.schemas.js';
export { AccountsModule } from './accounts.module.js';
export { groundNames } from './removed-comments/export-removals.js';
export { RecordRemoval } from './removed-comments/record-removal.js';
export { recordRemovalBody, removalContent } from './removed-comments/removed-comments.schemas.js';
export { RemovedCommentsModule } from './removed-comments/removed-comments.module.js';
export { InventedAccounts } from './invented-accounts.js';
export { ObserveAccount } from './observe-account.js';
export { accountWorkflow } from './account.transitions.js';
export { networkNames } from './registry/registry-rows.js';
