import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { clauseInRussian, numericMoment } from '../../platform/russian/index.js';
import { type Column, csvSheet, xlsxSheet } from '../../platform/sheets/index.js';
import { clauseOf } from './removal-access.js';
import { type Removal, RemovalReader } from './removal-reader.js';
import type { ExportQuery } from './removed-comments.schemas.js';
import type { RemovalGround } from './removed-comment.entity.js';

/** Rows of one export: built in memory, so not without bound. */
export const MOST_EXPORTED = 10_000;

/** Grounds in words. */
export const groundNames: Record<RemovalGround, string> = {
  unlawful: 'нарушение закона', spam: 'спам-рассылка', insult: 'оскорбление', obscenity: 'нецензурные выражения',
};
const networks: Record<string, string> = { vk: 'ВКонтакте', ok: 'Одноклассники', facebook: 'Фейсбук', instagram: 'Инстаграм' };
const moment = (at: Date | null): string => (at === null ? '' : numericMoment(at));

const columns: readonly Column<Removal>[] = [
  { title: 'Удалён', value: ({ removedAt }) => moment(removedAt), width: 22 },
  { title: 'Орган', value: ({ authorityName }) => authorityName ?? 'Правительство края', width: 28 },
  { title: 'Сеть', value: ({ network }) => networks[network] ?? network, width: 16 },
  { title: 'Аккаунт', value: ({ accountName }) => accountName, width: 28 },
  { title: 'Основание', value: ({ ground }) => groundNames[ground], width: 24 },
  { title: 'Пункт', value: (row) => clauseInRussian(clauseOf(row)), width: 14 },
  { title: 'Текст', value: ({ text }) => text, width: 60 },
  { title: 'Автор', value: ({ authorName }) => authorName, width: 24 },
  { title: 'Страница автора', value: ({ authorUrl }) => authorUrl, width: 30 },
  { title: 'Ссылка', value: ({ url }) => url, width: 36 },
  { title: 'Написан', value: ({ postedAt }) => moment(postedAt), width: 22 },
  { title: 'Пояснение', value: ({ explanation }) => explanation, width: 40 },
  { title: 'Записал', value: ({ recorderName }) => recorderName, width: 30 },
  { title: 'Записано', value: ({ recordedAt }) => moment(recordedAt), width: 22 },
  { title: 'Исправлений', value: ({ revision }) => revision - 1, width: 12 },
  { title: 'Отозвано', value: ({ withdrawn }) => (withdrawn ? 'да' : ''), width: 10 },
];

/** The log as a file: what the list shows, all of it. */
@Injectable()
export class ExportRemovals {
  constructor(private readonly reader: RemovalReader) {}

  /** @throws DomainError `removed-comment.export-too-big`: the period is to be narrowed. */
  async execute(actor: Actor, { format, ...filter }: ExportQuery): Promise<Buffer> {
    const rows = await this.reader.rows(actor, filter, MOST_EXPORTED + 1);
    if (rows.length > MOST_EXPORTED) throw new DomainError('removed-comment.export-too-big', { max: MOST_EXPORTED });
    return format === 'csv' ? csvSheet(columns, rows) : xlsxSheet(columns, rows, 'Удалённые комментарии');
  }
}
