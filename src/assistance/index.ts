/** The only door to assistance. */
export { type StyleFinding, type StyleKind, type StyleRule, styleRules } from './style/finding.js';
export { styleFindings, styleReport, type StyleReport } from './style/style-findings.js';
export { styleReportSchema } from './style/style.schemas.js';
export { screen, screeningGrounds, type ScreeningGround, type ScreeningSuggestion } from './screening/screen.js';
export { screeningSuggestionSchema } from './screening/screening.schemas.js';
export { findStreets, type KnownPlace, PlaceIndex } from './places/find-places.js';
export { type PastRoute, rankExecutors } from './routing/rank-executors.js';
export { type PastTopic, suggestTopics } from './topics/suggest-topics.js';
export { figuresOf, markdown } from './evaluation/figures.js';
export { readLabelled } from './evaluation/labelled.js';
