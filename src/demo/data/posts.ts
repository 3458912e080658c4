import type { PlanView } from '../../content-plans/index.js';

/** A planned post of the demo; everything in it is invented. */
interface DemoPost {
  readonly theme: string;
  readonly text: string;
  readonly format: PlanView['items'][number]['format'];
  readonly newsPeg: string | null;
}

/** Posts by the code of their authority; `government` are the committee's, `any` serve everybody else. */
export const posts: Readonly<Record<string, readonly DemoPost[]>> = {
  'min-zdrav': [
    { theme: 'Новый терапевт в посёлке', text: 'С понедельника в амбулатории принимает терапевт. Записаться можно по телефону регистратуры или прийти без записи до 12:00.', format: 'photo', newsPeg: 'Приём молодых врачей' },
    { theme: 'Где сделать прививку от гриппа', text: 'Собрали адреса и часы работы кабинетов. Прививка бесплатная, нужен только паспорт.', format: 'card', newsPeg: 'Сезонная вакцинация' },
    { theme: 'Вопрос главному врачу', text: 'В среду в 18:00 отвечаем на вопросы в прямом эфире. Пишите их в комментариях.', format: 'live', newsPeg: null },
    { theme: 'Как вызвать врача на дом', text: 'Коротко: один телефон, три вопроса оператора, звонок врача перед приездом.', format: 'infographic', newsPeg: null },
    { theme: 'Скорая получила две новые машины', text: 'Обе уже на линии в районах. Показываем, что внутри.', format: 'video', newsPeg: 'Передача автомобилей' },
    { theme: 'Донорская суббота', text: 'Ждём доноров с 9:00 до 13:00. Перед сдачей поешьте и выпейте сладкого чая.', format: 'text', newsPeg: 'Акция станции переливания' },
  ],
  'min-obr': [
    { theme: 'Школа после ремонта', text: 'Смотрите, какой стала столовая. Первые обеды — во вторник.', format: 'photo', newsPeg: 'Открытие школы' },
    { theme: 'Запись в кружки', text: 'Ещё есть места в робототехнике и шахматах. Запись — на сайте навигатора.', format: 'card', newsPeg: null },
    { theme: 'Учитель года', text: 'Знакомим с финалистами. Голосуйте за лучший урок.', format: 'poll', newsPeg: 'Краевой конкурс' },
    { theme: 'Автобус для учеников', text: 'С понедельника маршрут длиннее на две остановки. Расписание в карточках.', format: 'card', newsPeg: 'Новый маршрут' },
    { theme: 'Олимпиада по физике', text: 'Как прошёл первый тур и когда результаты.', format: 'text', newsPeg: 'Школьный этап' },
    { theme: 'День открытых дверей в колледже', text: 'Приходите в субботу к 11:00: мастерские открыты для всех.', format: 'video', newsPeg: null },
  ],
  government: [
    { theme: 'Рабочая поездка в район', text: 'Что решили по дороге и водопроводу — коротко и по пунктам.', format: 'video', newsPeg: 'Поездка Губернатора' },
    { theme: 'Бюджет на будущий год', text: 'Куда пойдут деньги: школы, больницы, дороги.', format: 'infographic', newsPeg: 'Заседание Правительства' },
    { theme: 'Набережная открыта', text: 'Прогуляться можно уже в эти выходные.', format: 'photo', newsPeg: 'Открытие набережной' },
    { theme: 'Кому положены выплаты', text: 'Четыре вопроса, четыре ответа.', format: 'card', newsPeg: null },
    { theme: 'Хоккей: первый домашний матч', text: 'Начало в 19:00, вход со стороны реки.', format: 'story', newsPeg: 'Открытие сезона' },
  ],
  any: [
    { theme: 'Дорога к посёлку', text: 'Асфальт положили на трёх километрах, осталась разметка. Закончим к 20 октября.', format: 'photo', newsPeg: 'Ремонт дороги' },
    { theme: 'Тепло в домах', text: 'Отопление включили в 96 домах из ста. Где холодно — звоните, приедем.', format: 'card', newsPeg: 'Начало отопительного сезона' },
    { theme: 'Спрашивали — отвечаем', text: 'Собрали пять самых частых вопросов недели.', format: 'text', newsPeg: null },
    { theme: 'Как проверить счёт', text: 'Показываем на примере, на какую строку смотреть.', format: 'infographic', newsPeg: null },
    { theme: 'Встреча с жителями', text: 'В четверг в 18:00 в доме культуры. Приходите с вопросами.', format: 'text', newsPeg: 'Выездной приём' },
  ],
};
