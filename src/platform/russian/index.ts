export {
  amount, clauseInRussian, counted, dayAndTime, dayMonth, longDay, longMoment, markTitles, monthAndYear, numericDay, numericMoment, remaining, share, shortDay, span, time, wordMomentsIn,
} from './russian.js';
