package pack

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

func TestVerifyFindsWhatIsMissingOrChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "example")
	write(t, dir, square("phishing", "a hook"), square("screens", "a lock"), square("training", "a book"))
	if damage, err := Verify(context.Background(), dir); err != nil || len(damage) > 0 {
		t.Fatalf("a whole pack has the damage %v, error %v", damage, err)
	}
	if err := os.Remove(filepath.Join(dir, "social/square/phishing-bold.png")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "social/square/screens-bold.png"), []byte("picture of a loch"), 0o644); err != nil {
		t.Fatal(err)
	}
	damage, err := Verify(context.Background(), dir)
	if err != nil || len(damage) != 2 || damage[0].Path != "social/square/phishing-bold.png" || damage[1].Path != "social/square/screens-bold.png" {
		t.Errorf("got %v, error %v", damage, err)
	}
}

func TestVerifyNeedsAListThatKicWrote(t *testing.T) {
	for name, list := range map[string]string{"none": "", "words": "hello\n", "leads out": zeros + "  ../x\n"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, SumsFile), []byte(list), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Verify(context.Background(), dir); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := Verify(context.Background(), t.TempDir()); err == nil {
		t.Error("a folder without a list was accepted")
	}
}

const zeros = "0000000000000000000000000000000000000000000000000000000000000000"
