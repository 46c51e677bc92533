/** Given and family names as they meet on a Houston bus. Families from everywhere; accents on purpose. */
export const FIRST_NAMES: readonly string[] = (
  "Marisol Terrence Priya Denise Harold Wen-Li Aaliyah Grigor Oluwaseun Samuel Rosa Linh José María Nguyệt Thảo " +
  "Minh Anh Tuấn Hương DeShawn Latoya Imani Jamal Keisha Andre Monique Tyrone Chidi Ngozi Adaeze Emeka Folake " +
  "Kwame Abena Amara Tariq Fatima Omar Layla Hassan Zainab Yusuf Noor Arjun Deepa Sanjay Lakshmi Rahul Anjali " +
  "Vikram Meera Imran Ayesha Bilal Hina Wei Mei Jun Xiu Hao Ling Yuki Kenji Hana Min-jun Seo-yeon Ji-woo Carlos " +
  "Guadalupe Luis Ximena Íñigo Lucía Andrés Sofía Raúl Itzel Héctor Paloma Joaquín Beatriz René Zoë Chloé François " +
  "Renée Étienne Siân Søren Björn Astrid Łukasz Agnieszka Dmitri Oksana Anastasia Mihai Elena Giorgos Despina Hannah " +
  "Jacob Emily Travis Cody Savannah Austin Dakota Brooke Wyatt Clayton Loretta Earl Bernice Otis Pearl Cedric " +
  "Simone Percy Delphine"
).split(" "); // prettier-ignore

export const LAST_NAMES: readonly string[] = (
  "Vega Boudreaux Raman Okafor Jimenez Chang Simmons Petrosyan Bright Adeyemi Delacroix Nguyễn Trần Lê Phạm Huỳnh " +
  "Võ Đặng Bùi Đỗ García Rodríguez Martínez Hernández López González Pérez Sánchez Ramírez Torres Flores Rivera " +
  "Gómez Díaz Muñoz Peña Núñez Ibáñez Castañeda Treviño Cantú Villarreal Washington Jefferson Jackson Robinson " +
  "Freeman Booker Broussard Guidry Landry Thibodeaux Fontenot Hébert Okonkwo Eze Balogun Mensah Owusu Diallo Traoré " +
  "Haddad Khoury Al-Masri Siddiqui Rahman Chaudhry Malik Patel Shah Reddy Iyer Menon Kulkarni Singh Kaur Banerjee Das " +
  "Wang Li Zhang Chen Liu Huang Lin Wu Kim Park Choi Tanaka Suzuki Sato O'Brien Murphy MacDonald Schmidt Müller " +
  "Weiß Novák Kowalski Wójcik Ivanova Popescu Papadopoulos Rossi D'Angelo Smith Johnson Williams Brown Davis Miller " +
  "Wilson Moore Taylor Anderson Thomas Harris Clark Lewis Walker Hall Young King Dupré Ångström"
).split(" "); // prettier-ignore
