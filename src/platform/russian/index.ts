export {
  amount, clauseInRussian, clockSpan, counted, dayAndTime, dayMonth, dayOfYear, longDay, longMoment, markTitles, monthAndYear, numericDay, numericMoment, remaining, share, shortDay, span, time, wordMomentsIn,
} from './russian.js';
