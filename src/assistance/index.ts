/** The only door to assistance. */
export { type StyleFinding, type StyleKind, type StyleRule, styleRules } from './style/finding.js';
export { styleFindings, styleReport, type StyleReport } from './style/style-findings.js';
export { styleReportSchema } from './style/style.schemas.js';
export { screen, screeningGrounds, type ScreeningGround, type ScreeningSuggestion } from './screening/screen.js';
export { screeningSuggestionSchema } from './screening/screening.schemas.js';
