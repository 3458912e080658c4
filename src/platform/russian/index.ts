export {
  amount, clauseInRussian, counted, dayAndTime, dayMonth, longDay, longMoment, markTitles, monthAndYear, numericDay, numericMoment, share, shortDay, span, time, wordMomentsIn,
} from './russian.js';
