#!/usr/bin/env bash
# A network in four shards, as an array job of Slurm: sbatch slurm.sh
# KIC names the program, and CAMPAIGN, NETWORK and OUT are files and folders that all nodes see.
#SBATCH --job-name=kic
#SBATCH --array=0-3
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --requeue

# kic reads SLURM_ARRAY_TASK_ID and how many tasks there are, and makes that shard. A task that is requeued after its node
# failed goes on where it was cut off. To submit a part of the array again, say how many shards there were:
#   KIC_SHARDS=4 sbatch --array=2 slurm.sh
# When the array is done, kic collect brings the shards together:
#   sbatch --dependency=afterany:JOBID --wrap "kic collect $OUT"
exec "${KIC:-kic}" build --campaign "${CAMPAIGN:-campaign.toml}" --brand "${NETWORK:-network}" --out "${OUT:-out}" \
  --jobs "${SLURM_CPUS_PER_TASK:-1}" ${OPTIONS:-}
