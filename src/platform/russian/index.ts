export { clauseInRussian, counted, dayAndTime, dayMonth, longDay, longMoment, markTitles, shortDay, span, time, wordMomentsIn } from './russian.js';
