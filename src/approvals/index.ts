export { ApprovalsModule } from './approvals.module.js';
export { Review } from './review.entity.js';
export { reviewWorkflow, type ReviewState } from './review.transitions.js';
export { Reviews } from './reviews.js';
