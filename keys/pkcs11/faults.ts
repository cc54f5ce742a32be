/** The library cannot be used at all. One sentence with the cure. */
export class ModuleUnusable extends Error {
  override readonly name = 'ModuleUnusable';
}

/** The device answered another thing than "done". Its number says what (pkcs11t.h). */
export class DeviceSaid extends Error {
  override readonly name = 'DeviceSaid';
  constructor(
    call: string,
    readonly returned: number,
    sentence = `The PKCS#11 device: ${call} returned 0x${returned.toString(16)}.`,
  ) {
    super(sentence);
  }
}

/** The token cannot be used, and only a person can change that. One sentence with the cure. */
export class TokenUnusable extends Error {
  override readonly name = 'TokenUnusable';
}
