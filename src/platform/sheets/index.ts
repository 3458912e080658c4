export { type Column, csvSheet, type CsvEncoding, xlsxSheet } from './write-sheet.js';
export { readSheet, SheetError } from './read-sheet.js';
