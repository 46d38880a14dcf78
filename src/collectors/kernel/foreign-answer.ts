/**
 * The answer did not come from the provider: a sign-in page of the network, an error page of a
 * proxy, half an answer. The message says what came back.
 */
export class ForeignAnswer extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'ForeignAnswer';
  }
}
