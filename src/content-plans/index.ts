/** The only door to content plans. */
export { AddItem } from './add-item.js';
export { AmendPlan } from './amend-plan.js';
export { ContentPlanReader } from './content-plan-reader.js';
export type { PlanView, WeekView } from './content-plan.schemas.js';
export { planWorkflow, type PlanState } from './content-plan.transitions.js';
export { ContentPlansModule } from './content-plans.module.js';
export { GiveNotice } from './give-notice.js';
export { addDays, addWeeks, daysOf, isoWeekOf, type IsoWeek, mondayOf } from './iso-week.js';
export { ListWeek } from './list-week.js';
export { OpenDuePlans } from './open-due-plans.js';
export { OpenPlan } from './open-plan.js';
export { PlanFigures, type PlanFigure } from './plan-figures.js';
export { heldText, ownerTitle, planStateName } from './plan-words.js';
export { PlanWeek } from './plan-week.js';
export { SendDuePosts } from './posts/send-due-posts.js';
export { RecordOutcome } from './record-outcome.js';
export { ApprovePlan, RecommendChanges } from './review-plan.js';
export { SubmitPlan } from './submit-plan.js';
