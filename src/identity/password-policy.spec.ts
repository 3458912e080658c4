import { describe, expect, test } from '@jest/globals';
import { DomainError } from '../platform/errors/index.js';
import { checkPassword, passwordFaults } from './password-policy.js';

const owner = { email: 'i.sokolova@guvp.example', surname: 'Соколова', name: 'Ирина', patronymic: 'Аркадьевна' };
const faults = (password: string, minLength = 12) => passwordFaults(password, owner, minLength);

describe('the password policy', () => {
  const good = ['Тихий Амур в июне 7', 'correct horse battery', 'zV8#kd-02mmQ', 'вечером на набережной'];
  test.each(good)('takes %p', (password) => {
    expect(faults(password)).toEqual([]);
  });

  test.each([
    ['zV8#kd-02mm', 'too-short'],
    ['x'.repeat(100) + 'yz'.repeat(60), 'too-long'],
    ['qwertyuiop12', 'common'],
    ['Qwerty-2020!', 'common'],
    ['!!!Password1234', 'common'],
    ['passwordpassword', 'common'],
    ['Пароль123456', 'common'],
    ['йцукенгшщзхъ', 'common'],
    ['gfhjkm!!!!!!', 'common'],
    ['aaaaaaaaaaaa', 'repetitive'],
    ['abcabcabcabc', 'repetitive'],
    ['Амур-Амур-Амур-Амур-', 'repetitive'],
    ['123456789012', 'repetitive'],
    ['abcdefghijklmnop', 'repetitive'],
    ['моя-СОКОЛОВА-77', 'personal'],
    ['аркадьевна..41', 'personal'],
    ['zz.sokolova.zz', 'personal'],
  ])('refuses %p as %s', (password, fault) => {
    expect(faults(password)).toContain(fault);
  });

  test('counts characters, not bytes, and takes the length from the configuration', () => {
    expect(faults('тихийамур7', 10)).toEqual([]);
    expect(faults('🦀🐟🌊', 8)).toContain('too-short');
  });

  test('does not mind that short names occur by chance', () => {
    const short = { email: 'li@krai.example', surname: 'Ли', name: 'Ким' };
    expect(passwordFaults('komplekt lipovyj', short, 12)).toEqual([]);
  });

  test('says why in Russian, without repeating the password', () => {
    const refusal = (() => {
      try {
        checkPassword('Qwerty-2020', owner, 12, 'Qwerty-2020');
        return null;
      } catch (error) {
        return error as DomainError;
      }
    })();
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal?.code).toBe('password.weak');
    expect(refusal?.details).toMatchObject({ reasons: ['too-short', 'common', 'unchanged'], minLength: 12 });
    expect(JSON.stringify(refusal?.details)).not.toContain('Qwerty');
  });
});
