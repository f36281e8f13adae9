import { useEffect } from 'preact/hooks'

/** A phone's ring: two tones for two seconds, then four seconds of silence. */
const tonesHz = [440, 480]
const cycleMs = 6_000
const ringS = 2

/** Plays the ring sound while `isOn`. */
export function useRingSound(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return
    const audio = new AudioContext()
    ringOnce(audio)
    const timer = setInterval(() => ringOnce(audio), cycleMs)
    return () => {
      clearInterval(timer)
      void audio.close()
    }
  }, [isOn])
}

function ringOnce(audio: AudioContext): void {
  const volume = new GainNode(audio, { gain: 0.05 })
  volume.connect(audio.destination)
  for (const frequency of tonesHz) {
    const tone = new OscillatorNode(audio, { frequency })
    tone.connect(volume)
    tone.start()
    tone.stop(audio.currentTime + ringS)
  }
}
