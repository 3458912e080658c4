/** The only door to acknowledgements. */
export { type Acknowledged, Acknowledgements } from './acknowledgements.js';
export { AcknowledgementsModule } from './acknowledgements.module.js';
