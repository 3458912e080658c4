const titles: Record<string, string> = {
  'report.form': 'Проект отчёта сформирован',
  'report.write': 'Внесены слова куратора',
  'report.refresh': 'Показатели сформированы заново',
  'report.approve': 'Отчёт утверждён',
  'report.send': 'Отчёт передан на отправку',
  'report.confirm': 'Куратор подтвердил, что отчёт получен',
  'report.accepted': 'Отчёт отправлен Губернатору',
  'report.refused': 'Отправить отчёт не удалось',
  'report.correct': 'Начато исправленное издание',
  'deadline.half': 'Прошла половина срока отчёта',
  'deadline.soon': 'До конца срока отчёта 15 минут',
  'deadline.passed': 'Срок отчёта истёк',
  'deadline.moved': 'Срок отчёта перенесён',
};

/** What happened to a report, in Russian. */
export const reportEventTitle = (type: string): string => titles[type] ?? type;
