/** A question of the home page. */
export interface Question {
  id: 'use' | 'cloud' | 'have';
  text: string;
  options: readonly { value: string; label: string; help?: string }[];
}

export type Answers = Partial<Record<Question['id'], string>>;

/** Where the answers lead: to guides, in order of preference, or to words when there is none. */
export interface Advice {
  guides: readonly string[];
  note?: string;
}

const use: Question = {
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
};

const cloud: Question = {
  id: 'cloud',
  text: 'In which cloud?',
  options: [
    { value: 'aws', label: 'AWS' },
    { value: 'gcp', label: 'Google Cloud' },
    { value: 'azure', label: 'Azure' },
  ],
};

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
export function questionsFor({ use: product, cloud: where }: Answers): Question[] {
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
export function validAnswers(answers: Answers): Answers {
  const valid: Answers = {};
  for (const id of ['use', 'cloud', 'have'] as const) {
    const question = questionsFor(valid).find((candidate) => candidate.id === id);
    if (question?.options.some((option) => option.value === answers[id])) valid[id] = answers[id];
  }
  return valid;
}

/** Where to go; undefined while a question is open. */
export function adviceFor(given: Answers): Advice | undefined {
  const answers = validAnswers(given);
  if (questionsFor(answers).some(({ id }) => answers[id] === undefined)) return undefined;
  switch ([answers.use, answers.cloud, answers.have].filter(Boolean).join(' ')) {
    case 'servers aws automatic':
      return { guides: ['aws/linked-account'] };
    case 'servers aws manual':
      return { guides: ['aws/linked-account-manual'] };
    case 'servers gcp automatic':
      return { guides: ['gcp/project'] };
    case 'servers gcp manual':
      return { guides: ['gcp/project-manual'] };
    case 'servers azure':
      return { guides: ['azure/subscription'] };
    case 'eco azure':
      return {
        guides: ['azure/billing-account'],
        note: 'The guide asks which agreement you have, can find it out, and shows only what is for yours.',
      };
    case 'eco aws payer':
      return { guides: ['aws/management-account'] };
    case 'eco aws reseller':
      return {
        guides: ['aws/management-account'],
        note: 'Choose “Account of a customer of a reseller (MSP)” as the kind of account in the guide, and go on in your own account.',
      };
    case 'eco aws member':
      return {
        guides: ['aws/management-account'],
        note: 'Eco reads the bill of the whole organization, so it is connected in the account that pays. Send this link to an administrator of that account: a member account cannot do it.',
      };
    default:
      return {
        guides: [],
        note: 'Eco for Google Cloud has an onboarding of its own, with a billing export, and is not described here yet. In Spot, choose Eco and Google Cloud, or ask Spot Support.',
      };
  }
}
