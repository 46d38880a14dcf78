import Link from '@docusaurus/Link';
import { useEffect, useState } from 'react';
import { type Answers, adviceFor, questionsFor, validAnswers } from './choose.ts';
import styles from './chooser.module.css';
import { useGuides } from './use-guides.ts';

/**
 * At most three questions that lead to a guide. The answers stand in the address, so that a link
 * carries them.
 */
export function Chooser() {
  const [answers, setAnswers] = useState<Answers>({});
  useEffect(
    () => setAnswers(validAnswers(Object.fromEntries(new URLSearchParams(window.location.search)))),
    [],
  );
  const answer = (id: string, value: string) => {
    const next = validAnswers({ ...answers, [id]: value });
    setAnswers(next);
    window.history.replaceState(
      window.history.state,
      '',
      `?${new URLSearchParams(next as Record<string, string>)}#choose`,
    );
  };
  const advice = adviceFor(answers);
  const written = useGuides();
  const guides = (advice?.guides ?? []).map((id) => ({
    id,
    card: written.find((card) => card.id === id),
  }));
  return (
    <div className={styles.chooser} data-testid="chooser">
      {questionsFor(answers).map((question) => (
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
        {guides.map(({ id, card }) =>
          card ? (
            <p key={id}>
              <Link className="button-primary" to={card.path}>
                {card.title}
              </Link>
              <span className={styles.text}>{card.text}</span>
            </p>
          ) : (
            <p key={id}>
              The guide for this is being written. Until then, follow the wizard in the Spot
              console.
            </p>
          ),
        )}
      </div>
    </div>
  );
}
