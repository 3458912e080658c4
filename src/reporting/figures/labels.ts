/** Words for codes, as a document shows them. */
type Labels = Readonly<Record<string, string>>;

export const networkNames: Labels = {
  vk: 'ВКонтакте',
  ok: 'Одноклассники',
  facebook: 'Facebook',
  instagram: 'Instagram',
  twitter: 'Twitter',
};

export const stateNames: Labels = {
  recorded: 'Ожидают направления исполнителю',
  declined: 'Отклонены',
  merged: 'Присоединены к другим сообщениям',
  routed: 'В работе у исполнителей',
  returned: 'Возвращены, ожидают другого исполнителя',
  consolidation: 'Ожидают сводного ответа',
  'interim-answered': 'Дан промежуточный ответ',
  closed: 'Дан окончательный ответ',
};

export const groundNames: Labels = {
  'no-question': 'Нет конкретного вопроса или проблемы (М, п. 3)',
  'intent-to-harm': 'Намерение причинить вред другому лицу (М, п. 4)',
  'obscene-or-insulting': 'Нецензурные или оскорбительные выражения (М, п. 4)',
  'threat-to-officials': 'Угрозы должностным лицам и их семьям (М, п. 4)',
};

export const answerNames: Labels = {
  executor: 'Исполнитель опубликовал сам',
  curator: 'Куратор опубликовал за исполнителя',
  consolidated: 'Куратор опубликовал сводный ответ',
};

export const kindNames: Labels = { interim: 'Промежуточные', final: 'Окончательные' };

export const styleNames: Labels = {
  cliche: 'Штампы',
  officialese: 'Канцеляризмы',
  vague: 'Неопределённые обещания без срока и меры',
  'long-sentence': 'Слишком длинные предложения',
  'passive-chain': 'Цепочки страдательных оборотов',
  'noun-chain': 'Цепочки существительных',
  abbreviation: 'Нерасшифрованные сокращения',
  'law-citation': 'Ссылки на нормативные акты вместо ответа по существу',
  shouting: 'Прописные буквы целыми словами',
  'no-greeting': 'Нет приветствия',
  'no-date': 'Не названа дата или срок',
  'no-measure': 'Не названы принятые меры',
  'no-contact': 'Нет контакта для связи',
};
