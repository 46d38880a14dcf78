/** Something on the command line cannot be used; the message says what and what to give instead. */
export class BadInput extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadInput';
  }
}
