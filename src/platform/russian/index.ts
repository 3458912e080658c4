export {
  amount, beginning, clauseInRussian, clockSpan, counted, dayAndTime, dayMonth, dayOfYear, longDay, longDue, longEnd, longMoment, markTitles, monthAndYear, numericDay, numericMoment, remaining, share, shortDay, shortEnd, span, time, untilDue, wordMomentsIn,
} from './russian.js';
