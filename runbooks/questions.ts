/**
 * The questions that lead a reader to a guide, on the home page and on the way-in page. They are
 * kept here; which guide answers them is said by each workflow's `card.ts`.
 */

/** A question of the home page. */
export interface Question {
  id: 'use' | 'cloud' | 'have';
  text: string;
  options: readonly { value: string; label: string; help?: string }[];
}

export type Answers = Partial<Record<Question['id'], string>>;

export const use = {
  id: 'use',
  text: 'What do you want to use?',
  options: [
    {
      value: 'servers',
      label: 'Elastigroup or Ocean',
      help: 'Spot runs your servers and containers.',
    },
    { value: 'eco', label: 'Eco', help: 'Spot plans your reservations and savings plans.' },
  ],
} as const satisfies Question;

export const cloud = {
  id: 'cloud',
  text: 'In which cloud?',
  options: [
    { value: 'aws', label: 'AWS' },
    { value: 'gcp', label: 'Google Cloud' },
    { value: 'azure', label: 'Azure' },
  ],
} as const satisfies Question;

const howAws: Question = {
  id: 'have',
  text: 'What may you use in this account?',
  options: [
    {
      value: 'automatic',
      label: 'CloudFormation',
      help: 'Quickest: one template creates everything.',
    },
    {
      value: 'manual',
      label: 'IAM, by hand',
      help: 'You see each piece, and can limit what Spot may do.',
    },
  ],
};

const howGcp: Question = {
  id: 'have',
  text: 'How do you want to do it?',
  options: [
    {
      value: 'automatic',
      label: 'With one script',
      help: 'Quickest: it runs in Cloud Shell, and is explained line by line.',
    },
    { value: 'manual', label: 'By clicking', help: 'In the Google Cloud console.' },
  ],
};

const whichAws: Question = {
  id: 'have',
  text: 'Which account can you sign in to?',
  options: [
    {
      value: 'payer',
      label: 'The one that pays',
      help: 'The management account, or an account without an organization.',
    },
    {
      value: 'member',
      label: 'Only a member account',
      help: 'Another account of the company pays for it.',
    },
    {
      value: 'reseller',
      label: 'A reseller pays',
      help: 'Your account belongs to the organization of an MSP.',
    },
  ],
};

/** The questions for these answers, at most three: the third depends on the first two. */
export function listQuestions({ use: product, cloud: where }: Answers): Question[] {
  const thirds: Record<string, Question> = {
    'servers aws': howAws,
    'servers gcp': howGcp,
    'eco aws': whichAws,
  };
  const third = thirds[`${product} ${where}`];
  return third ? [use, cloud, third] : [use, cloud];
}

/**
 * The answers that are options of their questions; others (a mistyped link, an earlier third
 * question) count as not given.
 */
export function keepValid(answers: Answers): Answers {
  const valid: Answers = {};
  for (const id of ['use', 'cloud', 'have'] as const) {
    const question = listQuestions(valid).find((candidate) => candidate.id === id);
    if (question?.options.some((option) => option.value === answers[id])) valid[id] = answers[id];
  }
  return valid;
}

/** Every set of answers that leaves no question open. */
export function listEveryAnswers(answers: Answers = {}): Answers[] {
  const open = listQuestions(answers).find(({ id }) => answers[id] === undefined);
  if (!open) return [answers];
  return open.options.flatMap(({ value }) => listEveryAnswers({ ...answers, [open.id]: value }));
}
