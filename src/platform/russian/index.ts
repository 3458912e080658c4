export { clauseInRussian, counted, dayAndTime, dayMonth, longDay, longMoment, markTitles, numericMoment, shortDay, span, time, wordMomentsIn } from './russian.js';
