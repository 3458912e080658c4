/** A text as one header line may carry it: no line breaks or control characters, whatever stood there. */
export const headerLine = (text: string, longest = 200): string => {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return [...line].length > longest ? `${[...line].slice(0, longest - 1).join('')}…` : line;
};

/** A bare `local@domain` and nothing besides: what a list of addresses could be hidden in is none. */
export const isMailbox = (address: string): boolean =>
  address.length <= 254 && /^[^\s@,;:<>()[\]"\\\p{Cc}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u.test(address);
