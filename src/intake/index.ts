/** The only door to what the networks bring. */
export { CandidateList } from './candidates/candidate-list.js';
export { candidateWorkflow } from './candidates/candidate.transitions.js';
export type { CandidateListItem, CandidateView } from './candidates/candidate.schemas.js';
export { type Finding, StoreMessages } from './finding/store-messages.js';
export { IntakeModule } from './intake.module.js';
export { AddSearch } from './watches/add-search.js';
export { FollowAccounts } from './watches/follow-accounts.js';
export { ReadNetworks } from './watches/read-networks.js';
export { HandleEvents } from './webhooks/handle-events.js';
