import Link from '@docusaurus/Link';
import { useEffect, useState } from 'react';
import { findAdvice } from '../../../runbooks/choose.ts';
import type { GuideCard } from '../../../runbooks/define-card.ts';
import { type Answers, keepValid, listQuestions } from '../../../runbooks/questions.ts';
import styles from './chooser.module.css';

/**
 * At most three questions that lead to a guide. The answers stand in the address, so that a link
 * carries them.
 */
export function Chooser({ cards }: { cards: readonly GuideCard[] }) {
  const [answers, setAnswers] = useState<Answers>({});
  useEffect(
    () => setAnswers(keepValid(Object.fromEntries(new URLSearchParams(window.location.search)))),
    [],
  );
  const answer = (id: string, value: string) => {
    const next = keepValid({ ...answers, [id]: value });
    setAnswers(next);
    window.history.replaceState(
      window.history.state,
      '',
      `?${new URLSearchParams(next as Record<string, string>)}#choose`,
    );
  };
  const advice = findAdvice(answers, cards);
  const guides = cards.filter(({ id }) => advice?.guides.includes(id));
  return (
    <div className={styles.chooser} data-testid="chooser">
      {listQuestions(answers).map((question) => (
        <fieldset key={question.id + question.text} className={styles.question}>
          <legend>{question.text}</legend>
          <div className={styles.options}>
            {question.options.map((option) => (
              <label key={option.value} className={styles.option}>
                <input
                  type="radio"
                  name={question.id}
                  value={option.value}
                  data-testid={`choose-${question.id}-${option.value}`}
                  checked={answers[question.id] === option.value}
                  onChange={() => answer(question.id, option.value)}
                />
                <span>
                  {option.label}
                  {option.help && <span className={styles.help}>{option.help}</span>}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <div className={styles.advice} role="status" data-testid="advice">
        {!advice && <p>Answer the questions above, and your guide appears here.</p>}
        {advice?.note && <p>{advice.note}</p>}
        {guides.map((card) => (
          <p key={card.id}>
            <Link className="button-primary" to={`/guides/${card.id}`}>
              {card.title}
            </Link>
            <span className={styles.text}>{card.text}</span>
          </p>
        ))}
      </div>
    </div>
  );
}
